package dev.graft.mesh.roles;

import dev.graft.platform.access.NeedsRole;
import dev.graft.platform.access.Role;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** What the rules must find: calls that take away and do not say who may. */
@Path("/things/{name:[a-z]{1,9}}")
class UnguardedResource {
    @DELETE
    public void away() {}

    @POST
    @Path("purge-all/{kind:\\d{1,3}}")
    public void purgeAll() {}

    @DELETE
    @Path("label")
    @NeedsRole(Role.WRITER)
    public void unlabel() {}

    @GET
    public void collection() {}
}
