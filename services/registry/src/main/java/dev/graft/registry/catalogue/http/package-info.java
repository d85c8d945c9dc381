/** The catalogue over REST. */
@NullMarked
package dev.graft.registry.catalogue.http;

import org.jspecify.annotations.NullMarked;
