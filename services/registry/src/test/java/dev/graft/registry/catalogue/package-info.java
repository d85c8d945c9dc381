/** What the catalogue shows. */
package dev.graft.registry.catalogue;
