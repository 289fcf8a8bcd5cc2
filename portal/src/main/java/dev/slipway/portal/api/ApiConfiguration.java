package dev.slipway.portal.api;

import dev.slipway.security.Actors;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.accept.ContentNegotiationStrategy;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
class ApiConfiguration implements WebMvcConfigurer {

    private final Actors actors;

    ApiConfiguration(Actors actors) {
        this.actors = actors;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new JsonBodyResolver());
    }

    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(String.class, Instant.class, new Moments());
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new PermissionInterceptor(actors)).addPathPatterns("/api/v1/**");
        registry.addInterceptor(new TextInterceptor()).addPathPatterns("/api/v1/**");
    }

    /** The API answers JSON whatever is preferred: a write must not be done and then be called unacceptable. */
    @Override
    public void configureContentNegotiation(ContentNegotiationConfigurer negotiation) {
        var preferred = new HeaderContentNegotiationStrategy();
        negotiation.strategies(List.of(request -> isApi(request)
                ? ContentNegotiationStrategy.MEDIA_TYPE_ALL_LIST
                : preferred.resolveMediaTypes(request)));
    }

    private static boolean isApi(NativeWebRequest webRequest) {
        var request = (HttpServletRequest) webRequest.getNativeRequest();
        var failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return Problems.isApi(request, failed == null ? request.getRequestURI() : failed.toString());
    }
}
