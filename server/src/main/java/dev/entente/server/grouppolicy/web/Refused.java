package dev.entente.server.grouppolicy.web;

import dev.entente.server.kernel.Problem;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.servlet.ModelAndView;

/** A page on which somebody goes on after a refusal, with the status that programs understand. */
final class Refused {

  private Refused() {}

  /**
   * @param as what the page calls the words
   */
  static ModelAndView on(ModelAndView page, Problem problem, String as) {
    page.addObject(as, problem.message());
    page.setStatus(HttpStatusCode.valueOf(problem.code().status()));
    return page;
  }
}
