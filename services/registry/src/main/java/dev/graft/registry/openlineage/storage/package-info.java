/** What has to be remembered to tell each run once, as objects. */
@NullMarked
package dev.graft.registry.openlineage.storage;

import org.jspecify.annotations.NullMarked;
