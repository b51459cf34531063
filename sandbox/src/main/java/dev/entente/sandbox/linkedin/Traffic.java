package dev.entente.sandbox.linkedin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** Every call that LinkedIn's side receives: counted, and met with the faults that were ordered. */
@Component
class Traffic extends OncePerRequestFilter {

  private static final int KEPT = 1_000;
  private static final int LARGE_BODY_MIB = 32;
  static final List<String> APIS = List.of("/v2/", "/rest/", "/oauth/v2/", "/media/");

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
    try {
      withFaults(request, response, chain);
    } finally {
      remember(new Call(request.getMethod(), request.getRequestURI(), response.getStatus()));
    }
  }

  private void withFaults(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var plan = faults.at(request.getRequestURI());
    pause(Duration.ofMillis(Optional.ofNullable(plan.latencyMillis()).orElse(0)));
    if (faults.takeStatus(request.getRequestURI())) {
      refuse(response, plan);
    } else if (plan.malformedJson()) {
      cutInTheMiddle(response, body(request, response, chain));
    } else if (plan.largeBody()) {
      followByBlanks(response, body(request, response, chain));
    } else if (plan.slowBody()) {
      dribble(response, body(request, response, chain));
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

  /** What would have been answered; status and headers are set, nothing is sent. */
  private static byte[] body(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var whole = new ContentCachingResponseWrapper(response);
    chain.doFilter(request, whole);
    return whole.getContentAsByteArray();
  }

  private static void cutInTheMiddle(HttpServletResponse response, byte[] body) throws IOException {
    response.getOutputStream().write(body, 0, body.length / 2);
  }

  /** Still proper JSON, for whoever reads to its end. */
  private static void followByBlanks(HttpServletResponse response, byte[] body) throws IOException {
    var blanks = new byte[1 << 20];
    Arrays.fill(blanks, (byte) ' ');
    response.getOutputStream().write(body);
    for (var i = 0; i < LARGE_BODY_MIB; i++) {
      response.getOutputStream().write(blanks);
    }
  }

  private static void dribble(HttpServletResponse response, byte[] body) throws IOException {
    for (var one : body) {
      response.getOutputStream().write(one);
      response.flushBuffer();
      pause(Duration.ofSeconds(1));
    }
  }

  /** The whole time: parking may end early, a sleep does not. */
  private static void pause(Duration time) throws InterruptedIOException {
    try {
      Thread.sleep(time);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("The sandbox stops.");
    }
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
