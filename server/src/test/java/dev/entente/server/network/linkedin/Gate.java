package dev.entente.server.network.linkedin;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.extension.requestfilter.RequestFilterAction;
import com.github.tomakehurst.wiremock.extension.requestfilter.StubRequestFilterV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Where a test holds LinkedIn's answers back until it has seen what happens meanwhile. */
final class Gate implements StubRequestFilterV2 {

  private static final String NOWHERE = "";

  private final Semaphore waiting = new Semaphore(0);
  private final CountDownLatch opened = new CountDownLatch(1);
  private volatile String path = NOWHERE;

  /** From now on answers below this path wait. */
  void close(String below) {
    path = below;
  }

  void awaitRequests(int count) throws InterruptedException {
    assertThat(waiting.tryAcquire(count, 1, TimeUnit.MINUTES)).as("requests at the gate").isTrue();
  }

  void open() {
    path = NOWHERE;
    opened.countDown();
  }

  @Override
  public RequestFilterAction filter(Request request, ServeEvent event) {
    if (!path.equals(NOWHERE) && request.getUrl().startsWith(path)) {
      waiting.release();
      pass();
    }
    return RequestFilterAction.continueWith(request);
  }

  private void pass() {
    try {
      opened.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String getName() {
    return "gate";
  }
}
