package dev.slipway.portal.kit;

import java.util.List;

/**
 * A screen that lies below others, such as a run below its experiment. The layout shows the way after each navigation;
 * a screen that does not say one is shown by its title alone.
 */
public interface HasCrumbs {

    /** From the outermost to the screen itself. */
    List<Crumb> crumbs();
}
