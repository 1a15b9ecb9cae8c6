namespace Maru.Contracts.Vision;

/// <summary>The back office of pictures: what is covered, and looking at everything again.</summary>
public interface IVisionAdministration
{
    Task<VisionCoverage> CoverageAsync(CancellationToken ct);

    /// <summary>Begins to look at every picture anew, or goes on with what was begun. Searches go on meanwhile with what there is.</summary>
    Task<RebuildView> StartRebuildAsync(CancellationToken ct);

    /// <summary>Does a part of the rebuild that runs, if nobody else is at it, and says how far it is; null if none ever ran.</summary>
    Task<RebuildView?> ContinueRebuildAsync(CancellationToken ct);
}

/// <param name="Model">What pictures are looked at with.</param>
/// <param name="Serving">The model whose vectors answer now: another one's, until the new one has seen everything.</param>
/// <param name="Products">Published ones.</param>
/// <param name="ProductsWithoutPicture">None at all, or only elsewhere (their address is known, the file is not here).</param>
/// <param name="Pictures">Different ones that published products have.</param>
/// <param name="Embedded">Those whose vector is stored.</param>
/// <param name="Unreadable">Those that could not be read; the newest reasons are in <paramref name="Problems"/>.</param>
/// <param name="Indexed">Vectors in the index of the process asked.</param>
/// <param name="Approximate">Whether the index is a graph or compares all.</param>
public sealed record VisionCoverage(
    string Model, string Serving, int Products, int ProductsWithoutPicture, int Pictures, int Embedded, int Unreadable, int Indexed, bool Approximate, long IndexBytes,
    IReadOnlyList<PictureMiss> Problems, RebuildView? Rebuild);

public sealed record PictureMiss(string Hash, string Reason, DateTimeOffset At);

/// <param name="FinishedAt">Null while it runs.</param>
public sealed record RebuildView(Guid Id, string Model, int Total, int Done, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt);
