package dev.entente.server.directory.scim;

import de.captaingoldfish.scim.sdk.common.constants.ScimType;
import de.captaingoldfish.scim.sdk.common.exceptions.BadRequestException;
import de.captaingoldfish.scim.sdk.common.exceptions.ConflictException;
import de.captaingoldfish.scim.sdk.common.exceptions.InternalServerException;
import de.captaingoldfish.scim.sdk.common.exceptions.ResourceNotFoundException;
import de.captaingoldfish.scim.sdk.common.exceptions.ScimException;
import de.captaingoldfish.scim.sdk.server.endpoints.Context;
import de.captaingoldfish.scim.sdk.server.interceptor.Interceptor;
import dev.entente.server.database.TenantTransactions;
import dev.entente.server.kernel.Problem;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * Each operation, alone or in a bulk, is one transaction of the client's tenant: reading, comparing
 * versions and changing, or nothing at all.
 */
@Component
class InTransaction implements Interceptor {

  private static final Logger log = LoggerFactory.getLogger(InTransaction.class);

  private final TenantTransactions transactions;

  InTransaction(TenantTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public <T> T doAround(Supplier<T> operation, Context context) {
    try {
      return transactions.in(Client.tenantOf(context), operation);
    } catch (Problem problem) {
      throw inScimsWords(problem);
    } catch (DuplicateKeyException | ConcurrencyFailureException e) {
      throw new ConflictException(
          "Another request changed the same thing at the same time; send this one again.", e);
    } catch (ScimException refusal) {
      throw refusal;
    } catch (RuntimeException fault) {
      log.error("A SCIM operation failed", fault);
      throw new InternalServerException(
          "Something went wrong on our side; nothing was changed. The server's log says more.");
    }
  }

  private static ScimException inScimsWords(Problem problem) {
    return switch (problem.code()) {
      case INVALID_REQUEST ->
          new BadRequestException(problem.message(), ScimType.RFC7644.INVALID_VALUE);
      case CONFLICT -> new ConflictException(problem.message(), ScimType.RFC7644.UNIQUENESS);
      case NOT_FOUND -> new ResourceNotFoundException(problem.message());
      case UNAUTHENTICATED,
          FORBIDDEN,
          LENGTH_REQUIRED,
          PRECONDITION_FAILED,
          TOO_LARGE,
          PRECONDITION_REQUIRED,
          UNAVAILABLE ->
          throw problem;
    };
  }
}
