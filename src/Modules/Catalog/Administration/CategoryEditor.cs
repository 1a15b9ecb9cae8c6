using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Modules.Catalog.Products;
using Maru.Modules.Catalog.Shelf;
using Maru.Platform.Data;
using Maru.Platform.Http;
using Maru.Platform.Json;
using Npgsql;

namespace Maru.Modules.Catalog.Administration;

/// <summary>Changes the category tree, and keeps it a tree.</summary>
internal sealed class CategoryEditor(Database<CatalogModule> database, ShelfKeeper keeper)
{
    private const int MostAttributes = 100;

    public async Task<Result<Done>> SaveAsync(CategoryDraft category, CancellationToken ct)
    {
        if (Check(category).ToFailure() is { } failure)
        {
            return failure;
        }

        await using (var transaction = await database.BeginAsync(ct))
        {
            // One editor at a time: two moves that are each right could together make a circle.
            await transaction.ExecuteAsync("lock table categories in share row exclusive mode", null, ct);
            if (category.Parent is { } parent)
            {
                var above = await transaction.QueryAsync<string>(
                    """
                    with recursive above as (
                        select id, slug, parent from categories where slug = @parent
                        union select c.id, c.slug, c.parent from categories c join above on c.id = above.parent)
                    select slug from above
                    """,
                    new { parent }, ct);
                if (above.Count == 0)
                {
                    return ValidationFailure.Of("parent", "does not exist");
                }

                if (above.Contains(category.Slug))
                {
                    return ValidationFailure.Of("parent", "lies below the category itself");
                }
            }

            await transaction.ExecuteAsync(
                """
                insert into categories (id, slug, parent, name, ordinal, attributes)
                values (@id, @Slug, (select id from categories where slug = @Parent), @name::jsonb, (select count(*) from categories), @attributes::jsonb)
                on conflict (slug) do update set parent = excluded.parent, name = excluded.name, attributes = excluded.attributes, touched = pg_current_xact_id()
                """,
                new { id = Guid.CreateVersion7(), category.Slug, category.Parent, name = MaruJson.Write(category.Name), attributes = MaruJson.Write(category.Attributes) }, ct);
            await transaction.CommitAsync(ct);
        }

        await keeper.RefreshAsync(ct);
        return Done.Value;
    }

    public async Task<Result<Done>> RemoveAsync(string slug, CancellationToken ct)
    {
        try
        {
            if (await database.ExecuteAsync("delete from categories where slug = @slug", new { slug }, ct) == 0)
            {
                return new NotFound("category");
            }
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.ForeignKeyViolation)
        {
            return new StateConflict("There are products or categories in it: move them first.");
        }

        // A row that is gone was touched by nobody; another is touched instead, so that all processes read the tree anew.
        await database.ExecuteAsync("update sellers set touched = pg_current_xact_id() where id = @id", new { id = Sellers.House }, ct);
        await keeper.RefreshAsync(ct);
        return Done.Value;
    }

    private static FieldErrors Check(CategoryDraft category)
    {
        var errors = new FieldErrors()
            .Unless(category.Slug is not null && Slugs.IsValid(category.Slug), "slug", "must be lower-case letters, digits and single hyphens")
            .Text(category.Name?.In("en"), "name", 120)
            .Unless(category.Attributes is not null, "attributes", "are needed; they may be empty");
        var definitions = category.Attributes ?? [];
        errors.Unless(definitions.Count <= MostAttributes, "attributes", $"may be at most {MostAttributes}")
            .Unless(definitions.DistinctBy(d => d?.Code).Count() == definitions.Count, "attributes", "must each have a code of their own");
        foreach (var (index, definition) in definitions.Index())
        {
            var field = System.FormattableString.Invariant($"attributes[{index}]");
            errors.Unless(definition?.Code is { Length: > 0 and <= 64 } code && Slugs.From(code) == code, field + ".code", "must be lower-case letters, digits and hyphens")
                .Text(definition?.Name?.In("en"), field + ".name", 120)
                .Unless(definition is null || definition.Kind != AttributeKind.Choice || definition.Choices.Count > 0, field + ".choices", "are needed");
        }

        return errors;
    }
}
