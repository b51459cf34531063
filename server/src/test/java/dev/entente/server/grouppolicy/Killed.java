package dev.entente.server.grouppolicy;

import dev.entente.server.grouppolicy.Controller.Connector;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What {@code kill -9} is to the code that runs: nothing after it happens. */
final class Killed extends Error {

  private static final long serialVersionUID = 1L;

  private static final Set<String> STEPS =
      Set.of("make", "makeHalf", "replace", "makeFolder", "draft", "publish", "remove");

  /** Connections on which the server lives for this many steps that change something. */
  static Connector after(int steps, Connector connector) {
    var left = new AtomicInteger(steps);
    return before(
        connector,
        step -> {
          if (left.getAndDecrement() == 0) {
            throw new Killed();
          }
        });
  }

  /** Tells what is about to happen. */
  interface Listener {
    void about(String step);
  }

  static Connector before(Connector connector, Listener listener) {
    return () -> {
      var controller = connector.connect();
      return (Controller)
          Proxy.newProxyInstance(
              Killed.class.getClassLoader(),
              new Class<?>[] {Controller.class},
              (_, method, arguments) -> {
                if (STEPS.contains(method.getName())) {
                  listener.about(method.getName());
                }
                return call(controller, method, arguments);
              });
    };
  }

  private static @Nullable Object call(Controller controller, Method method, Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(controller, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
