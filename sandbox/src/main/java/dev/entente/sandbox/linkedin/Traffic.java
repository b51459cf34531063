package dev.entente.sandbox.linkedin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** Every call that LinkedIn's side receives: counted, and met with the faults that were ordered. */
@Component
class Traffic extends OncePerRequestFilter {

  private static final int KEPT = 1_000;
  private static final List<String> APIS = List.of("/v2/", "/rest/", "/oauth/v2/", "/media/");

  private final Faults faults;
  private final Deque<Call> calls = new ArrayDeque<>();

  Traffic(Faults faults) {
    this.faults = faults;
  }

  /** A call as it was answered; nothing of its parameters or tokens. */
  record Call(String method, String path, int status) {}

  List<Call> calls() {
    synchronized (calls) {
      return List.copyOf(calls);
    }
  }

  void forget() {
    synchronized (calls) {
      calls.clear();
    }
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return APIS.stream().noneMatch(request.getRequestURI()::startsWith);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (faults.plan().concerns(request.getRequestURI())) {
      withFaults(request, response, chain);
    } else {
      chain.doFilter(request, response);
    }
    remember(new Call(request.getMethod(), request.getRequestURI(), response.getStatus()));
  }

  private void withFaults(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var plan = faults.plan();
    Optional.ofNullable(plan.latencyMillis())
        .ifPresent(it -> LockSupport.parkNanos(Duration.ofMillis(it).toNanos()));
    if (faults.takeStatus()) {
      refuse(response, plan);
    } else if (plan.malformedJson()) {
      cutInTheMiddle(request, response, chain);
    } else {
      chain.doFilter(request, response);
    }
  }

  private static void refuse(HttpServletResponse response, Faults.Plan plan) throws IOException {
    var status = Optional.ofNullable(plan.status()).orElse(500);
    response.setStatus(status);
    Optional.ofNullable(plan.retryAfterSeconds())
        .ifPresent(it -> response.setHeader("Retry-After", String.valueOf(it)));
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    response
        .getWriter()
        .write(
            "{\"message\":\"%s\",\"status\":%d,\"serviceErrorCode\":100}"
                .formatted(status == 429 ? "Too many requests" : "Internal Server Error", status));
  }

  private static void cutInTheMiddle(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var whole = new ContentCachingResponseWrapper(response);
    chain.doFilter(request, whole);
    var text = new String(whole.getContentAsByteArray(), StandardCharsets.UTF_8);
    whole.resetBuffer();
    whole
        .getOutputStream()
        .write(text.substring(0, text.length() / 2).getBytes(StandardCharsets.UTF_8));
    whole.copyBodyToResponse();
  }

  private void remember(Call call) {
    synchronized (calls) {
      calls.addLast(call);
      while (calls.size() > KEPT) {
        calls.removeFirst();
      }
    }
  }
}
