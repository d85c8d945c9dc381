package dev.graft.registry.search;

import com.google.common.collect.Comparators;
import dev.graft.registry.label.Refused;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds models and versions. */
public final class SearchModels {
    private static final int MAX_MODELS = 1_000;
    private static final int MAX_VERSIONS = 10_000;

    private final ModelIndex index;

    public SearchModels(ModelIndex index) {
        this.index = index;
    }

    /** @throws Refused when the query cannot be read, saying why */
    public Found<ModelRecord> models(Query query) {
        return search(query, Grammar.MODELS, MAX_MODELS, () -> index.all().stream(), Searchable::of);
    }

    /** @throws Refused when the query cannot be read, saying why */
    public Found<VersionRecord> versions(Query query) {
        return search(
                query,
                Grammar.VERSIONS,
                MAX_VERSIONS,
                () -> index.all().stream().flatMap(SearchModels::newestFirst),
                Searchable::of);
    }

    /** As versions are ordered where a query says nothing else. */
    private static Stream<VersionRecord> newestFirst(ModelRecord model) {
        List<VersionRecord> versions = model.versions();
        return IntStream.rangeClosed(1, versions.size()).mapToObj(back -> versions.get(versions.size() - back));
    }

    /** All of a kind, in the order of {@link Ordering} without fields. */
    private interface All<T> {
        Stream<T> stream();
    }

    private static <T> Found<T> search(
            Query query, Grammar grammar, int most, All<T> all, Function<T, Searchable> view) {
        if (query.maxResults() < 1 || query.maxResults() > most) {
            throw Refused.invalid("max_results must be 1 to " + most + ", not " + query.maxResults()
                    + "; follow next_page_token for more");
        }
        List<Condition> filter = FilterParser.parse(grammar, query.filter());
        Comparator<Searchable> order = Ordering.parse(grammar, query.orders());
        int from = PageToken.offset(query, query.token());
        int end = from + query.maxResults();
        Stream<T> matching = all.stream().filter(one -> holdsFor(view.apply(one), filter));
        List<T> first = query.orders().isEmpty()
                ? matching.limit(end + 1L).toList()
                : least(end + 1, matching.toList(), Comparator.comparing(view, order));
        int size = first.size();
        return new Found<>(
                first.subList(Math.min(from, size), Math.min(end, size)), end < size ? PageToken.of(query, end) : null);
    }

    private static <T> List<T> least(int count, List<T> all, Comparator<T> order) {
        return all.stream().collect(Comparators.least(Math.min(count, all.size()), order));
    }

    private static boolean holdsFor(Searchable one, List<Condition> filter) {
        for (Condition condition : filter) {
            if (!condition.holdsFor(one)) {
                return false;
            }
        }
        return true;
    }
}
