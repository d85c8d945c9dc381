/** The contract of Grafana's data source {@code simpod-json-datasource}. */
@NullMarked
package dev.graft.dashboard.grafana.http;

import org.jspecify.annotations.NullMarked;
