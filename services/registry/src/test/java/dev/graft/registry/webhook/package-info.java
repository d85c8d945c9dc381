@NullMarked
package dev.graft.registry.webhook;

import org.jspecify.annotations.NullMarked;
