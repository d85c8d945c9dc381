package dev.graft.dashboard.page;

import static io.restassured.RestAssured.given;

import dev.graft.platform.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was wished from the services beside the dashboard, asked of {@link NeighbourResource}, which runs outside of the test. */
final class Wishes {
    static final String PATH = "/wishes";

    /** A wish as it arrived. */
    record Wish(
            String path,
            @Nullable String authorization,
            @Nullable String key,
            String body) {}

    private final String url;

    /** @param neighbour where the services beside the dashboard are */
    Wishes(String neighbour) {
        this.url = neighbour + PATH;
    }

    List<Wish> all() {
        return List.of(Json.read(given().get(url).asByteArray(), Wish[].class));
    }

    void forget() {
        given().delete(url).then().statusCode(200);
    }
}
