package dev.entente.grouppolicy.template;

import java.io.IOException;
import java.util.List;

/**
 * A folder {@code PolicyDefinitions}, wherever it is: here, or on a domain's SYSVOL share. It holds
 * templates by their {@link TemplateName}, so that nothing outside of it can be named.
 */
public interface Store {

  /** The templates that are there. Other files are not spoken of. */
  List<TemplateName> list() throws IOException;

  /** The content of one of them. */
  byte[] read(TemplateName name) throws IOException;

  /** Writes a file under another name into the same folder; the folder is made if need be. */
  Draft write(TemplateName name, byte[] content) throws IOException;

  /** A file that is written whole and not yet there. */
  interface Draft {

    /** Gives it its name, at once and in place of what had it. */
    void publish() throws IOException;

    /** Removes it. */
    void discard() throws IOException;
  }
}
