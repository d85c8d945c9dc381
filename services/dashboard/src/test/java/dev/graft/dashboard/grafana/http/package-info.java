@NullMarked
package dev.graft.dashboard.grafana.http;

import org.jspecify.annotations.NullMarked;
