package dev.slipway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import dev.slipway.security.Open;
import dev.slipway.security.Requires;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.Entity;
import java.lang.annotation.Annotation;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Date;
import java.util.List;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.RestController;

@AnalyzeClasses(packages = "dev.slipway", importOptions = MainCode.class)
class ArchitectureTests {

    private static final List<Class<? extends Annotation>> ACCESS =
            List.of(RolesAllowed.class, PermitAll.class, AnonymousAllowed.class);

    @ArchTest
    static final ArchRule mlflowStaysInItsAdapter = noClasses()
            .that()
            .resideOutsideOfPackage("dev.slipway.experiments.internal.mlflow..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.mlflow..")
            .because("one place translates MLflow's words and errors into ours");

    @ArchTest
    static final ArchRule onnxRuntimeStaysInServing = noClasses()
            .that()
            .resideOutsideOfPackage("dev.slipway.serving..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.onnxruntime..")
            .because("native inference can end a JVM, so one module keeps it in a JVM of its own");

    @ArchTest
    static final ArchRule vaadinStaysInThePortal = noClasses()
            .that()
            .resideOutsideOfPackages("dev.slipway.portal..", "dev.slipway")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.vaadin..")
            .because("the rules of the product must be callable without a screen");

    @ArchTest
    static final ArchRule entitiesStayInside = classes()
            .that()
            .areAnnotatedWith(Entity.class)
            .should()
            .resideInAPackage("..internal..")
            .because("what leaves a module is a record shaped for the caller");

    @ArchTest
    static final ArchRule viewsSayWhoMayOpenThem = classes()
            .that()
            .areAnnotatedWith(Route.class)
            .and()
            .areAssignableTo(Component.class)
            .should(carryOneAccessRuleAndATitle())
            .andShould()
            .bePackagePrivate()
            .because("a screen without an access rule is open to whoever finds its address");

    @ArchTest
    static final ArchRule theKitKnowsNoFeature = noClasses()
            .that()
            .resideInAPackage("dev.slipway.portal.kit..")
            .should()
            .dependOnClassesThat(inAnotherPortalPackage())
            .because("what two features share must not know either");

    @ArchTest
    static final ArchRule nothingIsInjectedIntoFields =
            fields().should().notBeAnnotatedWith(Autowired.class).because("a constructor shows what a class needs");

    @ArchTest
    static final ArchRule oldDatesAreNotUsed = noClasses()
            .that()
            .resideOutsideOfPackage("dev.slipway.portal.kit..")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Date.class)
            .because("an Instant says which moment it is");

    @ArchTest
    static final ArchRule timeComesFromTheClock = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .because("a test must be able to set the time");

    @ArchTest
    static final ArchRule everyServiceMethodSaysWhoMayCallIt = methods()
            .that()
            .arePublic()
            .and()
            .areNotStatic()
            .and()
            .areDeclaredInClassesThat()
            .areAnnotatedWith(Service.class)
            .should(sayWhoMayCallThem())
            .because("the service is where access is decided, whoever calls it");

    @ArchTest
    static final ArchRule everyHandlerSaysWhoMayCallIt = methods()
            .that()
            .areDeclaredInClassesThat()
            .areAnnotatedWith(RestController.class)
            .and()
            .areMetaAnnotatedWith(org.springframework.web.bind.annotation.RequestMapping.class)
            .should(sayWhoMayCallThem())
            .because("a caller is refused before anything is said about the body");

    @ArchTest
    static final ArchRule noRemoteCallInATransaction = methods()
            .that()
            .areAnnotatedWith(Transactional.class)
            .should(notCallMlflow())
            .because("a slow MLflow must not hold a database connection");

    private static ArchCondition<JavaClass> carryOneAccessRuleAndATitle() {
        return new ArchCondition<>("carry one access annotation and a title") {
            @Override
            public void check(JavaClass view, ConditionEvents events) {
                var rules = ACCESS.stream().filter(view::isAnnotatedWith).count();
                var titled = view.isAnnotatedWith(PageTitle.class) || view.isAssignableTo(HasDynamicTitle.class);
                events.add(new SimpleConditionEvent(
                        view,
                        rules == 1 && titled,
                        view.getName() + " has " + rules + " access rules, title: " + titled));
            }
        };
    }

    private static ArchCondition<JavaMethod> sayWhoMayCallThem() {
        return new ArchCondition<>("carry @Requires or @Open") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                var says = method.isAnnotatedWith(Requires.class) || method.isAnnotatedWith(Open.class);
                events.add(new SimpleConditionEvent(method, says, method.getFullName() + " says nothing"));
            }
        };
    }

    private static ArchCondition<JavaMethod> notCallMlflow() {
        return new ArchCondition<>("not call MLflow") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                method.getMethodCallsFromSelf().stream()
                        .filter(call -> isRemote(call.getTargetOwner()))
                        .forEach(call -> events.add(SimpleConditionEvent.violated(method, call.getDescription())));
            }
        };
    }

    private static boolean isRemote(JavaClass type) {
        return type.getSimpleName().equals("ModelRegistry")
                || type.getSimpleName().equals("TrackingServer")
                || type.getSimpleName().equals("Artifacts");
    }

    private static DescribedPredicate<JavaClass> inAnotherPortalPackage() {
        return new DescribedPredicate<>("in another package of the portal") {
            @Override
            public boolean test(JavaClass type) {
                return type.getPackageName().startsWith("dev.slipway.portal")
                        && !type.getPackageName().startsWith("dev.slipway.portal.kit");
            }
        };
    }
}
