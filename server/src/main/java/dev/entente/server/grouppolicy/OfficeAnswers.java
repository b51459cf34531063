package dev.entente.server.grouppolicy;

import dev.entente.grouppolicy.effective.App;
import dev.entente.grouppolicy.effective.ComputerFile;
import dev.entente.grouppolicy.effective.Question;
import dev.entente.grouppolicy.effective.TenantDecision;
import dev.entente.grouppolicy.effective.UserOption;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import dev.entente.server.policy.Policies;
import java.util.List;
import org.springframework.stereotype.Service;

/**
 * The effective answer for a person, by the tenant's real decision (mission row M62). What it is
 * told of a computer is forgotten with the answer.
 */
@Service
public class OfficeAnswers {

  private final Policies policies;

  OfficeAnswers(Policies policies) {
    this.policies = policies;
  }

  /**
   * @param files of the person's computer in precedence order, the later wins
   */
  public OfficeAnswer of(
      TenantId tenant, UserId person, List<ComputerFile> files, UserOption option, App app) {
    var decision = policies.rule(tenant, person).decision();
    var question =
        new Question(
            new TenantDecision(decision.isAllowed(), decision.reason().name()),
            files.stream().map(ComputerFile::layer).toList(),
            option,
            app);
    return new OfficeAnswer(question.answer(), decision);
  }
}
