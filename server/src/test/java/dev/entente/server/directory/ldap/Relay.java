package dev.entente.server.directory.ldap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A line to a server that can be cut. */
final class Relay implements AutoCloseable {

  private final String host;
  private final int port;
  private final ServerSocket listening;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

  private volatile boolean isCut;

  Relay(String host, int port) {
    this.host = host;
    this.port = port;
    try {
      listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  String url() {
    return "ldap://127.0.0.1:" + listening.getLocalPort();
  }

  /** Ends every connection, and each new one at once. */
  void cut() {
    isCut = true;
    sockets.forEach(Relay::hangUp);
    sockets.clear();
  }

  void mend() {
    isCut = false;
  }

  @Override
  public void close() {
    cut();
    try {
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        var here = listening.accept();
        sockets.add(here);
        var there = new Socket(host, port);
        sockets.add(there);
        pipe(here, there);
        pipe(there, here);
        if (isCut) {
          cut();
        }
      } catch (IOException _) {
        // Closed.
      }
    }
  }

  private static void pipe(Socket from, Socket to) {
    Thread.ofVirtual()
        .start(
            () -> {
              try (from;
                  to) {
                from.getInputStream().transferTo(to.getOutputStream());
              } catch (IOException _) {
                // Cut.
              }
            });
  }

  private static void hangUp(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
