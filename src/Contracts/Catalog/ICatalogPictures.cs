namespace Maru.Contracts.Catalog;

/// <summary>The picture files of published products, for who looks at pictures rather than shows them.</summary>
public interface ICatalogPictures
{
    /// <summary>Hashes of the pictures that published products have, after one, in order; each once.</summary>
    Task<IReadOnlyList<string>> ListAsync(string? after, int limit, CancellationToken ct);

    /// <summary>The file as it was handed in; null if there is none.</summary>
    Task<byte[]?> ReadAsync(string hash, CancellationToken ct);
}
