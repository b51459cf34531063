package dev.entente.server.web;

import dev.entente.server.kernel.Problem;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Gives a controller its {@link SignedIn}, or an {@code Optional} of it where a page is for
 * everyone.
 */
final class SignedInArgument implements HandlerMethodArgumentResolver {

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.nestedIfOptional().getNestedParameterType() == SignedIn.class;
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer page,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders) {
    var signedIn = current();
    if (parameter.isOptional()) {
      return signedIn;
    }
    return signedIn.orElseThrow(
        () -> new Problem(Problem.Code.UNAUTHENTICATED, "Sign in to go on."));
  }

  /** Whoever the security filters found behind this request. */
  static Optional<SignedIn> current() {
    return Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
        .map(it -> it.getPrincipal())
        .filter(SignedIn.class::isInstance)
        .map(SignedIn.class::cast);
  }
}
