package dev.slipway.portal.shell;

import com.vaadin.flow.router.RouteConfiguration;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import dev.slipway.portal.kit.KitView;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Opens {@code /kit} in development; elsewhere there is no such page. */
@Component
@ConditionalOnProperty("slipway.kit")
class KitRoute implements VaadinServiceInitListener {

    private static final long serialVersionUID = 1L;

    @Override
    public void serviceInit(ServiceInitEvent event) {
        var routes = RouteConfiguration.forApplicationScope();
        if (!routes.isRouteRegistered(KitView.class)) {
            routes.setRoute("kit", KitView.class, MainLayout.class);
        }
    }
}
