/** The read model in the forms that Grafana draws: series over time, tables, and annotations, which are tables too. */
@NullMarked
package dev.graft.dashboard.grafana;

import org.jspecify.annotations.NullMarked;
