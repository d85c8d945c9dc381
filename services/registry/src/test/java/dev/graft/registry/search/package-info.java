/** Filters, orders and pages. */
package dev.graft.registry.search;
