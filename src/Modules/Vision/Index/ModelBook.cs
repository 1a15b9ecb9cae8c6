using Maru.Platform.Data;
using Maru.Platform.Jobs;

namespace Maru.Modules.Vision.Index;

/// <param name="WholeAt">Since when it has seen every picture; null while it has not.</param>
internal sealed record KnownModel(string Version, int Dimensions, DateTimeOffset? WholeAt);

/// <summary>Which models have looked at the shop's pictures. A model that nobody has used for a week is forgotten, and its vectors with it.</summary>
internal sealed class ModelBook(Database<VisionModule> database, TimeProvider time) : IJob
{
    private static readonly TimeSpan Memory = TimeSpan.FromDays(7);

    public async Task<IReadOnlyList<KnownModel>> ListAsync(CancellationToken ct) =>
        await database.QueryAsync<KnownModel>("select version, dimensions, whole_at from models order by whole_at desc nulls last", null, ct);

    public Task UseAsync(string version, int dimensions, CancellationToken ct) => database.ExecuteAsync(
        """
        insert into models (version, dimensions, used_at) values (@version, @dimensions, @now)
        on conflict (version) do update set used_at = excluded.used_at
        """,
        new { version, dimensions, now = time.GetUtcNow() }, ct);

    public Task MarkWholeAsync(string version, CancellationToken ct) =>
        database.ExecuteAsync("update models set whole_at = @now where version = @version and whole_at is null", new { version, now = time.GetUtcNow() }, ct);

    public async Task RunAsync(JobContext context, CancellationToken ct)
    {
        foreach (var version in await database.QueryAsync<string>("select version from models where used_at < @before", new { before = time.GetUtcNow() - Memory }, ct))
        {
            await database.ExecuteAsync(
                "delete from embeddings where model = @version; delete from misses where model = @version; delete from models where version = @version", new { version }, ct);
            context.Report($"{version} is forgotten");
        }
    }
}
