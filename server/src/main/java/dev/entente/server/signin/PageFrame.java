package dev.entente.server.signin;

import dev.entente.server.tenant.Tenant;
import dev.entente.server.tenant.Tenants;
import dev.entente.server.web.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What the layout shows around every page: who is signed in, where, and which pages there are. */
@Component
class PageFrame implements HandlerInterceptor, WebMvcConfigurer {

  private final Tenants tenants;
  private final boolean hostPage;

  PageFrame(Tenants tenants, Environment environment) {
    this.tenants = tenants;
    this.hostPage = environment.getProperty("entente.card.host-page", Boolean.class, false);
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this);
  }

  @Override
  public void postHandle(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable ModelAndView page) {
    if (page == null || String.valueOf(page.getViewName()).startsWith("redirect:")) {
      return;
    }
    var authentication = SecurityContextHolder.getContext().getAuthentication();
    if (authentication != null && authentication.getPrincipal() instanceof SignedIn person) {
      page.addObject("signedIn", person);
      page.addObject("organisation", tenants.find(person.tenant()).map(Tenant::name).orElse(""));
      page.addObject("hostPage", hostPage);
    }
  }
}
