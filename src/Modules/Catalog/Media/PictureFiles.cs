using Maru.Contracts.Catalog;
using Maru.Platform.Data;

namespace Maru.Modules.Catalog.Media;

internal sealed class PictureFiles(Database<CatalogModule> database, MediaStore media) : ICatalogPictures
{
    public async Task<IReadOnlyList<string>> ListAsync(string? after, int limit, CancellationToken ct) => await database.QueryAsync<string>(
        """
        select distinct m.hash from media m join products p on p.id = m.product_id
        where p.status = 'Published' and m.hash > @after order by m.hash limit @limit
        """,
        new { after = after ?? "", limit }, ct);

    public Task<byte[]?> ReadAsync(string hash, CancellationToken ct) => media.ReadOriginalAsync(hash, ct);
}
