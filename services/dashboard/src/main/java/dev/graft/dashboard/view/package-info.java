/** What the dashboard answers: plain records, as they are written in JSON. */
@NullMarked
package dev.graft.dashboard.view;

import org.jspecify.annotations.NullMarked;
