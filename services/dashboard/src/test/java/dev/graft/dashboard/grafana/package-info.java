@NullMarked
package dev.graft.dashboard.grafana;

import org.jspecify.annotations.NullMarked;
