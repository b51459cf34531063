package dev.entente.server.web;

import dev.entente.server.kernel.GroupId;
import dev.entente.server.kernel.TenantId;
import dev.entente.server.kernel.UserId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;

/** What every controller and page shares. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

  /** Those that every text is in; a test holds the texts to it. */
  static final List<Locale> LANGUAGES =
      List.of(Locale.ENGLISH, Locale.of("nl"), Locale.GERMAN, Locale.FRENCH);

  private static final String MESSAGES = "classpath*:messages/*.properties";

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(new SignedInArgument());
  }

  /** So that a controller can ask for {@code @PathVariable UserId id}. */
  @Override
  public void addFormatters(FormatterRegistry registry) {
    registry.addConverter(String.class, TenantId.class, TenantId::parse);
    registry.addConverter(String.class, UserId.class, UserId::parse);
    registry.addConverter(String.class, GroupId.class, GroupId::parse);
  }

  /** The browser's language where we have it, else English: never a page that is half of each. */
  @Bean
  LocaleResolver localeResolver() {
    var languages = new AcceptHeaderLocaleResolver();
    languages.setSupportedLocales(LANGUAGES);
    languages.setDefaultLocale(Locale.ENGLISH);
    return languages;
  }

  /** Each module's texts, in a file of its own. */
  @Bean
  MessageSource messageSource() {
    var source = new ResourceBundleMessageSource();
    source.setBasenames(messageFiles().toArray(String[]::new));
    source.setDefaultEncoding(StandardCharsets.UTF_8.name());
    source.setFallbackToSystemLocale(false);
    return source;
  }

  private static List<String> messageFiles() {
    try {
      return Arrays.stream(new PathMatchingResourcePatternResolver().getResources(MESSAGES))
          .map(it -> String.valueOf(it.getFilename()))
          .filter(it -> !it.contains("_"))
          .map(it -> "messages/" + it.replace(".properties", ""))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sent over https only and to no subdomain ({@code __Host-}), where we are served by https. */
  @Bean
  ServletContextInitializer sessionCookie(WebSettings settings) {
    return context -> {
      var cookie = context.getSessionCookieConfig();
      cookie.setName(settings.secure() ? "__Host-entente" : "entente");
      cookie.setSecure(settings.secure());
      cookie.setHttpOnly(true);
      cookie.setPath("/");
      cookie.setAttribute("SameSite", "Lax");
      context.setSessionTimeout(Math.toIntExact(settings.session().idle().toMinutes()));
    };
  }
}
