package dev.slipway.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The people of one test. When it fails, what each saw last is kept as a picture. */
final class Visitors implements AfterEachCallback {

    private final List<Visitor> present = new ArrayList<>();
    private final Supplier<Demo> demo;

    Visitors() {
        this(Demo::get);
    }

    Visitors(Supplier<Demo> demo) {
        this.demo = demo;
    }

    Visitor somebody() {
        var visitor = Browser.get().visitor(demo.get().portal(), Browser.Look.DESK);
        present.add(visitor);
        return visitor;
    }

    /** Signed in. */
    Visitor as(String role) {
        return somebody().signIn(demo.get().login(role));
    }

    @Override
    public void afterEach(ExtensionContext test) {
        if (test.getExecutionException().isPresent()) {
            var name = test.getRequiredTestClass().getSimpleName() + "-"
                    + test.getRequiredTestMethod().getName();
            for (var n = 0; n < present.size(); n++) {
                present.get(n).photograph("failed-" + name + "-" + n, Browser.Look.DESK);
            }
        }
        present.forEach(Visitor::close);
        present.clear();
    }
}
