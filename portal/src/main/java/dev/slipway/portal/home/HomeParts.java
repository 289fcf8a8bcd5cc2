package dev.slipway.portal.home;

import dev.slipway.security.Role;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/**
 * What stands on somebody's first screen, by all the roles the person has: always in the order decisions, requests, models.
 *
 * @param decisions what waits for this person
 * @param requests what this person asked for, and what is new to ask for
 * @param portfolio the models in sentences, for those who do not train them; else as a table
 * @param gaps what nobody owns, and how many people there are
 */
record HomeParts(boolean decisions, boolean requests, boolean portfolio, boolean gaps) {

    private static final Set<Role> MAKERS = EnumSet.of(Role.DATA_SCIENTIST, Role.ML_ENGINEER);

    static HomeParts of(Collection<Role> roles) {
        return new HomeParts(
                roles.contains(Role.ML_ENGINEER) || roles.contains(Role.MANAGER),
                roles.contains(Role.DATA_SCIENTIST),
                roles.stream().noneMatch(MAKERS::contains),
                roles.contains(Role.ADMIN));
    }
}
