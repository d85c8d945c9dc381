/** How events go out over HTTP. */
package dev.graft.registry.openlineage.http;
