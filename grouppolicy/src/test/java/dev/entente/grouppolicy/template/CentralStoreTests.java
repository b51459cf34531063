package dev.entente.grouppolicy.template;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.entente.grouppolicy.InvalidInput;
import dev.entente.grouppolicy.template.StorePlan.Comparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("M60")
class CentralStoreTests {

  @TempDir Path domain;
  private Path folder;
  private CentralStore central;

  @BeforeEach
  void setUp() throws IOException {
    folder = domain.resolve("Policies/PolicyDefinitions");
    central = new CentralStore(new LocalStore(folder));
  }

  @Test
  void copiesEntentesTemplateIntoAnEmptyStore() throws IOException {
    var plan = central.plan(EntentePolicy.files());

    assertThat(plan.steps()).extracting(StorePlan.Step::comparison).containsOnly(Comparison.NEW);
    assertThat(folder).isEmptyDirectory();

    var report = central.copy(EntentePolicy.files(), plan);

    assertThat(report.copied())
        .extracting(TemplateName::toString)
        .containsExactly(
            "de-DE/entente.adml",
            "en-US/entente.adml",
            "fr-FR/entente.adml",
            "nl-NL/entente.adml",
            "entente.admx");
    assertThat(report.failure()).isEmpty();
    assertThat(report.left()).isEmpty();
    assertThat(stored()).usingRecursiveComparison().isEqualTo(EntentePolicy.files());
    assertThat(central.plan(EntentePolicy.files()).isDone()).isTrue();
  }

  @Test
  void replacesOnlyWhatIsOlder() throws IOException {
    write(Fixtures.northlight("lamp.admx", "revision=\"1.4\"", "revision=\"1.3\""));

    var plan = central.plan(Fixtures.northlight());
    central.copy(Fixtures.northlight(), plan);

    assertThat(comparisons(plan))
        .containsEntry("lamp.admx", Comparison.NEWER)
        .containsEntry("en-US/lamp.adml", Comparison.SAME)
        .containsEntry("northlight.admx", Comparison.SAME);
    assertThat(stored()).usingRecursiveComparison().isEqualTo(new TreeMap<>(Fixtures.northlight()));
  }

  @Test
  void leavesWhatIsNewerDifferentOrUnreadable() throws IOException {
    var there = Fixtures.northlight("lamp.admx", "revision=\"1.4\"", "revision=\"1.10\"");
    there.put(
        TemplateName.parse("northlight.admx"),
        new String(Fixtures.bytes("northlight.admx"), UTF_8)
            .replace("What all", "What most")
            .getBytes(UTF_8));
    there.put(TemplateName.parse("en-US/northlight.adml"), "half a fi".getBytes(UTF_8));
    there.remove(TemplateName.parse("nl-NL/northlight.adml"));
    there.remove(TemplateName.parse("en-US/lamp.adml"));
    write(there);

    var plan = central.plan(Fixtures.northlight());

    assertThat(comparisons(plan))
        .containsEntry("lamp.admx", Comparison.OLDER)
        .containsEntry("en-US/lamp.adml", Comparison.HELD_BACK)
        .containsEntry("northlight.admx", Comparison.DIFFERENT)
        .containsEntry("en-US/northlight.adml", Comparison.UNREADABLE)
        .containsEntry("nl-NL/northlight.adml", Comparison.HELD_BACK);
    assertThat(plan.isDone()).isTrue();
    assertThat(stored()).usingRecursiveComparison().isEqualTo(new TreeMap<>(there));
  }

  @Test
  void holdsATemplateBackWhoseTextsStay() throws IOException {
    var there = Fixtures.northlight("lamp.admx", "revision=\"1.4\"", "revision=\"1.3\"");
    there.put(
        TemplateName.parse("en-US/lamp.adml"),
        new String(Fixtures.bytes("en-US/lamp.adml"), UTF_8)
            .replace("Lamp", "Candle")
            .getBytes(UTF_8));
    write(there);

    var plan = central.plan(Fixtures.northlight());

    assertThat(comparisons(plan))
        .containsEntry("lamp.admx", Comparison.HELD_BACK)
        .containsEntry("en-US/lamp.adml", Comparison.DIFFERENT);
    assertThat(plan.isDone()).isTrue();
  }

  @Test
  void replacesAnotherContentOfTheSameRevisionWhereSomebodySaidSo() throws IOException {
    var there = Fixtures.northlight("lamp.admx", "revision=\"1.4\"", "revision=\"1.3\"");
    there.put(
        TemplateName.parse("en-US/lamp.adml"),
        new String(Fixtures.bytes("en-US/lamp.adml"), UTF_8)
            .replace("Lamp", "Candle")
            .getBytes(UTF_8));
    write(there);

    var plan =
        central.plan(
            Fixtures.northlight(),
            Set.of(TemplateName.parse("EN-us/lamp.adml"), TemplateName.parse("northlight.admx")));
    var report = central.copy(Fixtures.northlight(), plan);

    assertThat(comparisons(plan))
        .containsEntry("lamp.admx", Comparison.NEWER)
        .containsEntry("en-US/lamp.adml", Comparison.APPROVED)
        .containsEntry("northlight.admx", Comparison.SAME);
    assertThat(report.left()).isEmpty();
    assertThat(stored()).usingRecursiveComparison().isEqualTo(new TreeMap<>(Fixtures.northlight()));
  }

  @Test
  void copiesNothingWhileAnotherContentOfTheSameRevisionIsNotApproved() throws IOException {
    var there = Fixtures.northlight("lamp.admx", "revision=\"1.4\"", "revision=\"1.3\"");
    there.put(
        TemplateName.parse("nl-NL/northlight.adml"),
        new String(Fixtures.bytes("nl-NL/northlight.adml"), UTF_8)
            .replace("Noord", "Zuid")
            .getBytes(UTF_8));
    write(there);
    var plan = central.plan(Fixtures.northlight());

    assertThatExceptionOfType(InvalidInput.class)
        .isThrownBy(() -> central.copy(Fixtures.northlight(), plan))
        .withMessageStartingWith("nl-NL/northlight.adml: The store has another content of the same")
        .withMessageContaining("approve the file by its name");

    assertThat(comparisons(plan)).containsEntry("lamp.admx", Comparison.NEWER);
    assertThat(plan.unapproved()).containsExactly(TemplateName.parse("nl-NL/northlight.adml"));
    assertThat(stored()).usingRecursiveComparison().isEqualTo(new TreeMap<>(there));
  }

  @Test
  void refusesToApproveWhatIsNoneOfTheFiles() {
    var mistyped = Set.of(TemplateName.parse("en-US/lamps.adml"));

    assertThatExceptionOfType(InvalidInput.class)
        .isThrownBy(() -> central.plan(Fixtures.northlight(), mistyped))
        .withMessageContaining("en-US/lamps.adml")
        .withMessageContaining("none of the files");
  }

  @Test
  void whatWasApprovedStaysWhereItsTemplateDoes() throws IOException {
    var there = Fixtures.northlight("lamp.admx", "revision=\"1.4\"", "revision=\"1.10\"");
    there.put(
        TemplateName.parse("en-US/lamp.adml"),
        new String(Fixtures.bytes("en-US/lamp.adml"), UTF_8)
            .replace("Lamp", "Candle")
            .getBytes(UTF_8));
    write(there);

    var plan = central.plan(Fixtures.northlight(), Set.of(TemplateName.parse("en-US/lamp.adml")));

    assertThat(comparisons(plan)).containsEntry("en-US/lamp.adml", Comparison.HELD_BACK);
    assertThat(central.copy(Fixtures.northlight(), plan).copied()).isEmpty();
  }

  @Test
  void tellsTheLanguagesThatTheFilesLack() throws IOException {
    var there = Fixtures.northlight("northlight.admx", "revision=\"2.3\"", "revision=\"2.2\"");
    there.put(TemplateName.parse("de-DE/Northlight.adml"), Fixtures.bytes("en-US/northlight.adml"));
    write(there);

    assertThat(central.plan(Fixtures.northlight()).missing())
        .extracting(TemplateName::toString)
        .containsExactly("de-DE/Northlight.adml");
  }

  @Test
  void refusesAFileThatIsThereTwiceForWindows() {
    var files = new LinkedHashMap<>(EntentePolicy.files());
    files.put(TemplateName.parse("EN-US/Entente.adml"), content("en-US/entente.adml"));

    assertThatExceptionOfType(InvalidInput.class)
        .isThrownBy(() -> central.plan(files))
        .withMessageContaining("It is there twice");
  }

  @Test
  void putsANewFileIntoTheFolderThatIsThere() throws IOException {
    write(Fixtures.northlight());
    Files.move(folder.resolve("nl-NL"), folder.resolve("NL-nl"));

    var files = new LinkedHashMap<>(EntentePolicy.files());
    central.copy(files, central.plan(files));

    assertThat(folder.resolve("NL-nl/entente.adml")).exists();
    assertThat(folder.resolve("nl-NL")).doesNotExist();
  }

  @Test
  void addsALanguageToATemplateThatIsThere() throws IOException {
    var there = new LinkedHashMap<>(EntentePolicy.files());
    there.remove(TemplateName.parse("fr-FR/entente.adml"));
    write(there);

    var plan = central.plan(EntentePolicy.files());

    assertThat(central.copy(EntentePolicy.files(), plan).copied())
        .extracting(TemplateName::toString)
        .containsExactly("fr-FR/entente.adml");
  }

  @Test
  void takesNamesThatDifferInCaseForOne() throws IOException {
    Files.createDirectories(folder.resolve("EN-us"));
    Files.write(folder.resolve("ENTENTE.admx"), content("entente.admx"));
    Files.write(folder.resolve("EN-us/Entente.adml"), content("en-US/entente.adml"));

    var plan = central.plan(EntentePolicy.files());

    assertThat(plan.steps())
        .filteredOn(step -> step.comparison() == Comparison.SAME)
        .extracting(step -> step.name().toString())
        .containsExactly("EN-us/Entente.adml", "ENTENTE.admx");
  }

  @Test
  void refusesAPlanThatTheStoreHasOutrun() throws IOException {
    var plan = central.plan(EntentePolicy.files());
    Files.write(folder.resolve("entente.admx"), content("entente.admx"));

    assertThatExceptionOfType(InvalidInput.class)
        .isThrownBy(() -> central.copy(EntentePolicy.files(), plan))
        .withMessageContaining("changed since the plan");
    assertThat(folder.toFile().list()).containsExactly("entente.admx");
  }

  @Test
  void refusesWhatIsNoTemplateOrHasNoTexts() {
    var broken = new LinkedHashMap<>(EntentePolicy.files());
    broken.put(TemplateName.parse("entente.admx"), "<!DOCTYPE x><x/>".getBytes(UTF_8));
    var alone = Map.of(TemplateName.parse("entente.admx"), content("entente.admx"));
    var textsOnly = Map.of(TemplateName.parse("en-US/entente.adml"), content("en-US/entente.adml"));

    assertThatExceptionOfType(InvalidInput.class)
        .isThrownBy(() -> central.plan(broken))
        .withMessageContaining("entente.admx: It cannot be read as a template.");
    assertThatExceptionOfType(InvalidInput.class)
        .isThrownBy(() -> central.plan(alone))
        .withMessageContaining("Its texts are not there.");
    assertThatExceptionOfType(InvalidInput.class)
        .isThrownBy(() -> central.plan(textsOnly))
        .withMessageContaining("Its template is not there.");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void refusesALinkedFolder() throws IOException {
    var elsewhere = Files.createDirectory(domain.resolve("elsewhere"));
    Files.createSymbolicLink(folder.resolve("en-US"), elsewhere);

    assertThatExceptionOfType(InvalidInput.class)
        .isThrownBy(() -> central.plan(EntentePolicy.files()))
        .withMessageContaining("symbolic link");
    assertThatExceptionOfType(InvalidInput.class)
        .isThrownBy(
            () ->
                new LocalStore(folder)
                    .write(TemplateName.parse("en-US/entente.adml"), new byte[0]));
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void readsNothingThroughALinkedFolder() throws IOException {
    var elsewhere = Files.createDirectory(domain.resolve("elsewhere"));
    Files.writeString(elsewhere.resolve("entente.adml"), "secret");
    Files.createSymbolicLink(folder.resolve("en-US"), elsewhere);

    assertThatExceptionOfType(InvalidInput.class)
        .isThrownBy(() -> new LocalStore(folder).read(TemplateName.parse("en-US/entente.adml")))
        .withMessageContaining("symbolic link");
  }

  @Test
  void refusesALinkedFile() throws IOException {
    var secret = Files.writeString(domain.resolve("secret"), "secret");
    Files.createSymbolicLink(folder.resolve("entente.admx"), secret);

    assertThatExceptionOfType(InvalidInput.class)
        .isThrownBy(() -> central.plan(EntentePolicy.files()))
        .withMessageContaining("symbolic link");
    assertThatExceptionOfType(InvalidInput.class)
        .isThrownBy(() -> new LocalStore(folder).read(TemplateName.parse("entente.admx")));
    assertThat(secret).hasContent("secret");
  }

  @Test
  void speaksOfNoOtherFile() throws IOException {
    Files.writeString(folder.resolve("readme.txt"), "x");
    Files.createDirectory(folder.resolve("backup of June"));
    Files.createSymbolicLink(folder.resolve("link"), domain);

    assertThat(new LocalStore(folder).list()).isEmpty();
  }

  @Test
  void aStoreThatFailsHasEveryFileWholeAndNoTemplateWithoutTexts() throws IOException {
    var files = EntentePolicy.files();
    for (var failing = 0; failing < 2 * files.size(); failing++) {
      var store = new FailingStore(failing);

      var report = new CentralStore(store).copy(files, new CentralStore(store).plan(files));

      assertThat(report.failure()).isPresent();
      assertThat(report.copied())
          .hasSize(failing / 2)
          .containsExactlyElementsOf(store.files.keySet());
      assertThat(report.left()).hasSize(files.size() - failing / 2);
      assertThat(store.drafts).isEmpty();
      assertThat(store.files.keySet()).noneMatch(name -> !name.isAdml());
    }
  }

  @Test
  void leavesNoDraftBehind() throws IOException {
    var store = new LocalStore(folder);
    var target = folder.resolve("entente.admx");
    Files.createDirectories(target.resolve("in the way"));

    var report =
        new CentralStore(store).copy(EntentePolicy.files(), central.plan(EntentePolicy.files()));

    assertThat(report.failure()).isPresent();
    assertThat(report.left()).extracting(TemplateName::toString).containsExactly("entente.admx");
    assertThat(folder.toFile().list())
        .containsExactlyInAnyOrder("de-DE", "en-US", "fr-FR", "nl-NL", "entente.admx");
  }

  /** A share that is gone at the n-th write or rename. */
  private static final class FailingStore implements Store {
    private final Map<TemplateName, byte[]> files = new TreeMap<>();
    private final List<TemplateName> drafts = new ArrayList<>();
    private int left;

    FailingStore(int left) {
      this.left = left;
    }

    @Override
    public List<TemplateName> list() {
      return List.copyOf(files.keySet());
    }

    @Override
    public byte[] read(TemplateName name) {
      return Objects.requireNonNull(files.get(name));
    }

    @Override
    public Draft write(TemplateName name, byte[] content) throws IOException {
      step();
      drafts.add(name);
      return new Draft() {
        @Override
        public void publish() throws IOException {
          step();
          drafts.remove(name);
          files.put(name, content);
        }

        @Override
        public void discard() {
          drafts.remove(name);
        }
      };
    }

    private void step() throws IOException {
      if (left-- == 0) {
        throw new IOException("The network name is no longer available");
      }
    }
  }

  private static byte[] content(String name) {
    return Objects.requireNonNull(EntentePolicy.files().get(TemplateName.parse(name)));
  }

  private void write(Map<TemplateName, byte[]> files) throws IOException {
    for (var file : files.entrySet()) {
      var path = folder.resolve(file.getKey().toString());
      Files.createDirectories(Objects.requireNonNull(path.getParent()));
      Files.write(path, file.getValue());
    }
  }

  private Map<TemplateName, byte[]> stored() throws IOException {
    var store = new LocalStore(folder);
    Map<TemplateName, byte[]> stored = new TreeMap<>();
    for (var name : store.list()) {
      stored.put(name, store.read(name));
    }
    return stored;
  }

  private static Map<String, Comparison> comparisons(StorePlan plan) {
    Map<String, Comparison> comparisons = new TreeMap<>();
    plan.steps().forEach(step -> comparisons.put(step.name().toString(), step.comparison()));
    return comparisons;
  }
}
