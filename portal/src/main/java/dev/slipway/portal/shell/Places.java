package dev.slipway.portal.shell;

import com.vaadin.flow.spring.security.AuthenticationContext;
import dev.slipway.portal.admin.AdminLinks;
import dev.slipway.portal.experiments.ExperimentsLinks;
import dev.slipway.portal.home.HomeLinks;
import dev.slipway.portal.kit.Icon;
import dev.slipway.portal.models.ModelsLinks;
import dev.slipway.portal.promotions.PromotionsLinks;
import dev.slipway.security.Permission;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The screens one can go to from everywhere. Asked of the session, so that the menu needs no database. */
final class Places {

    private final AuthenticationContext signedIn;

    Places(AuthenticationContext signedIn) {
        this.signedIn = signedIn;
    }

    boolean may(Permission permission) {
        return signedIn.hasRole(permission.name());
    }

    List<Place> open() {
        return Arrays.stream(Place.values()).filter(this::mayOpen).toList();
    }

    List<Place> open(@Nullable Group group) {
        return open().stream().filter(place -> place.group == group).toList();
    }

    private boolean mayOpen(Place place) {
        return place.permission == null || may(place.permission);
    }

    /** The parts of the menu, in the order of the loop. */
    enum Group {
        BUILD,
        SHIP,
        WATCH,
        SETTINGS;

        String key() {
            return "enum.Group." + name();
        }
    }

    enum Place {
        HOME(null, Icon.HOME, HomeLinks.home(), null),
        EXPERIMENTS(Group.BUILD, Icon.FLASK, ExperimentsLinks.list(), Permission.READ, "runs", "compare"),
        MODELS(Group.BUILD, Icon.MODELS, ModelsLinks.list(), Permission.READ),
        PROMOTIONS(Group.SHIP, Icon.PROMOTE, PromotionsLinks.list(), Permission.READ),
        AUDIT(Group.WATCH, Icon.AUDIT, AdminLinks.audit(), Permission.READ_AUDIT),
        PEOPLE(Group.SETTINGS, Icon.USERS, AdminLinks.people(), Permission.MANAGE_USERS),
        POLICIES(Group.SETTINGS, Icon.SHIELD, PromotionsLinks.policies(), Permission.READ);

        private final @Nullable Group group;
        private final Icon icon;
        private final String address;
        private final @Nullable Permission permission;
        private final Set<String> alsoLitAt;

        Place(@Nullable Group group, Icon icon, String address, @Nullable Permission permission, String... alsoLitAt) {
            this.group = group;
            this.icon = icon;
            this.address = address;
            this.permission = permission;
            this.alsoLitAt = Set.copyOf(Stream.of(alsoLitAt).toList());
        }

        Icon icon() {
            return icon;
        }

        String address() {
            return address;
        }

        Set<String> alsoLitAt() {
            return alsoLitAt;
        }

        String key() {
            return "enum.Place." + name();
        }
    }
}
