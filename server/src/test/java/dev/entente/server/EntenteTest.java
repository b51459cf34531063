package dev.entente.server;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;

/**
 * The whole server on a free port, with a PostgreSQL of its own and the demo organisations in it.
 * All classes that carry only this annotation share one running server.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "entente.provisioning=../demo/tenants.yaml",
      "entente.operator.token=operator-test-token"
    })
@ActiveProfiles("test")
public @interface EntenteTest {}
