/** MLflow's filter and order grammar for runs, as plain Java: text in, a tree or the offending character out. */
@NamedInterface("filter")
@NullMarked
package dev.slipway.experiments.filter;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
