package dev.entente.server.grouppolicy;

import dev.entente.grouppolicy.effective.Answer;
import dev.entente.server.policy.Decision;

/**
 * Whether an application of Office shows LinkedIn to a person, and the decision that it rests on.
 *
 * @param web the tenant's decision, which is all that web applications heed; no computer's files
 *     change it
 */
public record OfficeAnswer(Answer answer, Decision web) {}
