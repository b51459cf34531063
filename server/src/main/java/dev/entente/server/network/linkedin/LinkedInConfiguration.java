package dev.entente.server.network.linkedin;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** LinkedIn is a network of this server once it has an app there. */
@Configuration(proxyBeanMethods = false)
class LinkedInConfiguration {

  @Bean
  @Conditional(HasApp.class)
  LinkedIn linkedIn(LinkedInSettings settings, Clock clock) {
    return new LinkedIn(settings, clock);
  }

  static final class HasApp implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return StringUtils.hasText(
          context.getEnvironment().getProperty("entente.linkedin.client-id"));
    }
  }
}
