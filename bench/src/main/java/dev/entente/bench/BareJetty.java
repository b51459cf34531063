package dev.entente.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The peer: Jetty on virtual threads with one handler that writes a fixed JSON of a given size. */
public final class BareJetty {

  private BareJetty() {}

  /** Arguments: port, size in bytes. Runs until the process is stopped. */
  public static void main(String[] arguments) throws Exception {
    var port = Integer.parseInt(arguments[0]);
    var body = jsonOf(Integer.parseInt(arguments[1]));
    var threads = new QueuedThreadPool();
    threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
    var server = new Server(threads);
    var connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    server.addConnector(connector);
    server.setHandler(new Fixed(body));
    server.start();
    server.join();
  }

  private static byte[] jsonOf(int size) {
    var frame = "{\"value\":\"\"}";
    return "{\"value\":\"%s\"}"
        .formatted("x".repeat(Math.max(0, size - frame.length())))
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static final class Fixed extends Handler.Abstract {

    private final byte[] body;

    Fixed(byte[] body) {
      this.body = body;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
      response.write(true, ByteBuffer.wrap(body), callback);
      return true;
    }
  }
}
