package dev.slipway.portal.web;

import com.vaadin.flow.spring.security.RequestUtil;
import com.vaadin.flow.spring.security.VaadinDefaultRequestCache;
import com.vaadin.flow.spring.security.VaadinSecurityConfigurer;
import jakarta.servlet.DispatcherType;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer.AuthorizedUrl;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer.FrameOptionsConfig;
import org.springframework.security.config.annotation.web.configurers.SessionManagementConfigurer.SessionFixationConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Three doors: tokens at the API, nobody asked at what is public, a session everywhere else. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class WebSecurity {

    static final String LOGIN = "/login";

    /** What a browser may fetch before anybody signed in; the screens that ask who it is are made of it. */
    private static final String[] PUBLIC_FILES = {
        "/webjars/**", "/fonts/**", "/icons.svg", "/favicon.ico", "/favicon.svg", "/slipway.css", "/slipway-*.js"
    };

    private static final String[] HEALTH = {"/actuator/health", "/actuator/health/**"};

    private static final String PERMISSIONS_POLICY =
            "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()";

    @Bean
    @Order(1)
    SecurityFilterChain api(
            HttpSecurity http,
            ApiSignIn signIn,
            IdempotencyStore writes,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        var refusals = new ApiRefusals(problems);
        http.securityMatcher("/api/**")
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .exceptionHandling(
                        refused -> refused.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .addFilterBefore(new ApiSignInFilter(signIn, problems), AnonymousAuthenticationFilter.class)
                .addFilterAfter(new IdempotencyFilter(writes, problems), AuthorizationFilter.class);
        headers(http, ContentPolicy.NOTHING);
        return http.build();
    }

    /** Without a session and without a ban on caching. */
    @Bean
    @Order(2)
    SecurityFilterChain publicFiles(HttpSecurity http) {
        http.securityMatcher(PUBLIC_FILES)
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll());
        headers(http, ContentPolicy.NOTHING);
        return http.headers(headers -> headers.cacheControl(cache -> cache.disable()))
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain screens(
            HttpSecurity http,
            SignInProvider provider,
            SessionGuard guard,
            RequestUtil requests,
            VaadinDefaultRequestCache asked) {
        var contexts = new HttpSessionSecurityContextRepository();
        http.authenticationProvider(provider)
                .securityContext(security -> security.securityContextRepository(contexts))
                .sessionManagement(sessions -> sessions.sessionFixation(SessionFixationConfigurer::changeSessionId))
                .csrf(csrf -> csrf.ignoringRequestMatchers(requests::isFrameworkInternalRequest))
                .authorizeHttpRequests(rules -> rules.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(HEALTH)
                        .permitAll())
                .formLogin(form -> form.loginPage(LOGIN).failureHandler(new SignInFailures()))
                .addFilterBefore(new SessionFilter(guard, contexts, asked), AuthorizationFilter.class)
                .exceptionHandling(refused -> refused.accessDeniedHandler(new StaleForms())
                        .defaultAuthenticationEntryPointFor(
                                new LoginUrlAuthenticationEntryPoint(SessionFilter.ENDED), SessionFilter::hasEnded))
                .with(
                        VaadinSecurityConfigurer.vaadin(),
                        vaadin -> vaadin.loginView(LOGIN, LOGIN + "?signed-out")
                                .enableCsrfConfiguration(false)
                                .anyRequest(AuthorizedUrl::authenticated));
        headers(http, ContentPolicy.PLAIN);
        return http.build();
    }

    private static void headers(HttpSecurity http, String contentPolicy) {
        http.headers(headers -> headers.frameOptions(FrameOptionsConfig::deny)
                .contentSecurityPolicy(policy -> policy.policyDirectives(contentPolicy))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(policy -> policy.policy(PERMISSIONS_POLICY))
                .crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN)));
    }
}
