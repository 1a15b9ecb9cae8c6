using Maru.Contracts;
using Maru.Contracts.Vision;
using Maru.Platform.Data;
using Maru.Platform.Json;

namespace Maru.Modules.Vision.Classification;

internal sealed record Classified(ProductId ProductId, string? Former, string? Category, string Source, double Similarity, string State, DateTimeOffset At, string? DecidedBy)
{
    public ClassificationState StateNow => Enum.Parse<ClassificationState>(State);
}

internal sealed class ClassificationStore(Database<VisionModule> database, TimeProvider time)
{
    public async Task<Page<Classified>> ListAsync(ClassificationState? state, PageRequest page, CancellationToken ct)
    {
        var args = new { state = state?.ToString(), page.Size, page.Offset };
        var total = await database.QuerySingleOrDefaultAsync<long>("select count(*) from classifications where @state is null or state = @state", args, ct);
        var rows = await database.QueryAsync<Classified>(
            """
            select product_id, former, category, source, similarity, state, at, decided_by from classifications
            where @state is null or state = @state order by at desc, product_id limit @Size offset @Offset
            """,
            args, ct);
        return new Page<Classified>(rows, total, page.Number, page.Size);
    }

    public async Task<IReadOnlyDictionary<ProductId, Classified>> AllAsync(CancellationToken ct) =>
        (await database.QueryAsync<Classified>("select product_id, former, category, source, similarity, state, at, decided_by from classifications", null, ct)).ToDictionary(c => c.ProductId);

    public async Task<Classified?> FindAsync(ProductId product, CancellationToken ct) => await database.QuerySingleOrDefaultAsync<Classified>(
        "select product_id, former, category, source, similarity, state, at, decided_by from classifications where product_id = @product", new { product }, ct);

    /// <summary>Writes down what was found; tells of those that were put in a category.</summary>
    public async Task PutAsync(IReadOnlyList<Classified> found, CancellationToken ct)
    {
        await using var transaction = await database.BeginAsync(ct);
        foreach (var one in found)
        {
            await transaction.ExecuteAsync(
                """
                insert into classifications (product_id, former, category, source, similarity, state, at, decided_by)
                values (@ProductId, @Former, @Category, @Source, @Similarity, @State, @now, @DecidedBy)
                on conflict (product_id) do update set former = excluded.former, category = excluded.category, source = excluded.source, similarity = excluded.similarity,
                    state = excluded.state, at = excluded.at, decided_by = excluded.decided_by
                """,
                new { one.ProductId, one.Former, one.Category, one.Source, one.Similarity, one.State, now = time.GetUtcNow(), one.DecidedBy }, ct);
            if (one is { StateNow: ClassificationState.Applied, Category: { } category })
            {
                transaction.Publish(new ProductClassified(one.ProductId, category, Enum.Parse<ClassificationSource>(one.Source), one.Similarity));
            }
        }

        await transaction.CommitAsync(ct);
    }

    /// <summary>Doubts that have gone: the machine agrees again, or the product is no longer there.</summary>
    public Task ForgetAsync(IReadOnlyCollection<ProductId> products, CancellationToken ct) =>
        database.ExecuteAsync("delete from classifications where product_id = any(@products) and state = 'Review'", new { products = products.Select(p => p.Value).ToArray() }, ct);

    public async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> WordsAsync(CancellationToken ct) =>
        (await database.QueryAsync<WordRow>("select category, words from category_words", null, ct)).ToDictionary(r => r.Category, r => (IReadOnlyList<string>)r.Words);

    public Task SetWordsAsync(string category, IReadOnlyList<string> words, CancellationToken ct) => database.ExecuteAsync(
        words.Count == 0
            ? "delete from category_words where category = @category"
            : "insert into category_words (category, words) values (@category, @words) on conflict (category) do update set words = excluded.words",
        new { category, words = words.ToArray() }, ct);

    public async Task<ClassificationReport?> ReportAsync(CancellationToken ct) =>
        await database.QuerySingleOrDefaultAsync<string>("select report from classification_reports", null, ct) is { } json ? MaruJson.Read<ClassificationReport>(json) : null;

    public Task SaveReportAsync(ClassificationReport report, CancellationToken ct) => database.ExecuteAsync(
        "insert into classification_reports (report) values (@report::jsonb) on conflict (only_row) do update set report = excluded.report", new { report = MaruJson.Write(report) }, ct);

    private sealed record WordRow(string Category, string[] Words);
}
