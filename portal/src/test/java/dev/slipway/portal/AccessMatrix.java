package dev.slipway.portal;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import dev.slipway.security.Open;
import dev.slipway.security.Requires;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.stereotype.Service;
import org.springframework.util.ClassUtils;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Everything that can be called, as it is in the running application: service methods, REST handlers, views. */
record AccessMatrix(ApplicationContext context) {

    static final String OPEN = "open";
    static final String SIGNED_IN = "signed-in";

    List<Entry> entries() {
        return Stream.of(services(), handlers(), views())
                .flatMap(List::stream)
                .sorted((a, b) -> a.toString().compareTo(b.toString()))
                .toList();
    }

    /** Public methods of services. */
    List<Entry> services() {
        return context.getBeansWithAnnotation(Service.class).values().stream()
                .filter(bean -> AopUtils.getTargetClass(bean).getName().startsWith("dev.slipway"))
                .flatMap(bean -> Arrays.stream(AopUtils.getTargetClass(bean).getDeclaredMethods())
                        .filter(AccessMatrix::isPublicApi)
                        .map(method -> new Entry("service", name(method), right(method), bean, method)))
                .toList();
    }

    /** Methods of controllers, by verb and path. */
    List<Entry> handlers() {
        return context
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .entrySet()
                .stream()
                .filter(entry -> entry.getValue().getBeanType().getName().startsWith("dev.slipway"))
                .flatMap(entry -> entry.getKey().getPatternValues().stream()
                        .flatMap(path -> entry.getKey().getMethodsCondition().getMethods().stream()
                                .map(verb -> new Entry(
                                        "rest",
                                        verb + " " + path,
                                        right(entry.getValue().getMethod()),
                                        entry.getValue().getBean(),
                                        entry.getValue().getMethod()))))
                .toList();
    }

    /** Views, by route. */
    List<Entry> views() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(Route.class));
        return scanner.findCandidateComponents("dev.slipway").stream()
                .map(BeanDefinition::getBeanClassName)
                .map(name -> ClassUtils.resolveClassName(String.valueOf(name), null))
                .filter(Component.class::isAssignableFrom)
                .map(view ->
                        new Entry("view", "/" + view.getAnnotation(Route.class).value(), right(view), view, null))
                .toList();
    }

    private static boolean isPublicApi(Method method) {
        return Modifier.isPublic(method.getModifiers())
                && !Modifier.isStatic(method.getModifiers())
                && !method.isSynthetic();
    }

    private static String name(Method method) {
        var parameters = Arrays.stream(method.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(", ", "(", ")"));
        return method.getDeclaringClass().getSimpleName() + "." + method.getName() + parameters;
    }

    private static String right(Method method) {
        var requires = method.getAnnotation(Requires.class);
        if (requires != null) {
            return requires.value().name();
        }
        return method.isAnnotationPresent(Open.class) ? OPEN : "nothing";
    }

    private static String right(Class<?> view) {
        var roles = view.getAnnotation(RolesAllowed.class);
        if (roles != null) {
            return String.join(" ", roles.value());
        }
        if (view.isAnnotationPresent(PermitAll.class)) {
            return SIGNED_IN;
        }
        return view.isAnnotationPresent(AnonymousAllowed.class) ? OPEN : "nothing";
    }

    /**
     * @param right the permission's name, {@value #OPEN}, {@value #SIGNED_IN}, or "nothing" where somebody forgot
     * @param target the bean, or the view's class
     */
    record Entry(
            String kind,
            String name,
            String right,
            Object target,
            @org.jspecify.annotations.Nullable Method method) {

        @Override
        public String toString() {
            return kind + " " + name + " -> " + right;
        }
    }
}
