@org.jspecify.annotations.NullMarked
package dev.graft.registry.retention.messaging;
