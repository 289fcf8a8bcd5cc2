package dev.slipway.e2e;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The people of one test. When it fails, what each saw last is kept as a picture. */
final class Visitors implements AfterEachCallback {

    private final List<Visitor> present = new ArrayList<>();

    Visitor somebody() {
        var visitor = Browser.get().visitor(Demo.get().portal(), Browser.Look.DESK);
        present.add(visitor);
        return visitor;
    }

    /** Signed in. */
    Visitor as(String role) {
        return somebody().signIn(Demo.get().login(role));
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
