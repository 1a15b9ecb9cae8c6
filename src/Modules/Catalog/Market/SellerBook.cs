using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Modules.Catalog.Products;
using Maru.Modules.Catalog.Shelf;
using Maru.Platform.Data;
using Maru.Platform.Http;
using Maru.Platform.Json;
using Npgsql;

namespace Maru.Modules.Catalog.Market;

internal sealed class SellerBook(Database<CatalogModule> database, ShelfKeeper keeper, TimeProvider time) : ISellers
{
    private const int LongestPolicy = 20_000;

    private static readonly string Select =
        $"""
        select s.id, s.slug, s.name, s.status, s.user_id, s.email, s.business_number, s.country, s.policy, s.margin_basis_points, s.reason, {SellerQualitySql.Columns},
               s.created_at, s.approved_at
        from sellers s {SellerQualitySql.Join}
        """;

    public async Task<Page<SellerRecord>> ListAsync(SellerStatus? status, string? text, PageRequest page, CancellationToken ct)
    {
        const string Where = " where (@status::text is null or s.status = @status) and (@text::text is null or strpos(lower(s.name), lower(@text)) > 0 or s.slug = @text)";
        var args = new { status = status?.ToString(), text, page.Size, page.Offset };
        var total = await database.QuerySingleOrDefaultAsync<long>("select count(*) from sellers s" + Where, args, ct);
        var rows = await database.QueryAsync<Row>(Select + Where + " order by s.created_at desc, s.id limit @Size offset @Offset", args, ct);
        return new Page<SellerRecord>(rows.ConvertAll(r => r.ToRecord()), total, page.Number, page.Size);
    }

    public async Task<SellerRecord?> FindAsync(SellerId id, CancellationToken ct) =>
        (await database.QuerySingleOrDefaultAsync<Row>(Select + " where s.id = @id", new { id }, ct))?.ToRecord();

    public async Task<SellerRecord?> FindOfUserAsync(UserId user, CancellationToken ct) =>
        (await database.QuerySingleOrDefaultAsync<Row>(Select + " where s.user_id = @user", new { user }, ct))?.ToRecord();

    public async Task<Result<SellerRecord>> RegisterAsync(SellerApplication application, UserId? user, CancellationToken ct)
    {
        var errors = Check(application.Name, application.Policy)
            .Text(application.Email, "email", 254)
            .Unless(application.Email?.Contains('@', StringComparison.Ordinal) == true, "email", "must be an e-mail address")
            .Text(application.BusinessNumber, "businessNumber", 40, required: false)
            .Unless(application.Country is null || (application.Country.Length == 2 && application.Country.All(char.IsAsciiLetterUpper)), "country", "must be a code of two capital letters");
        if (errors.ToFailure() is { } failure)
        {
            return failure;
        }

        var now = time.GetUtcNow();
        var id = SellerId.From(Guid.CreateVersion7(now));
        try
        {
            await using var transaction = await database.BeginAsync(ct);
            await transaction.ExecuteAsync(
                """
                insert into sellers (id, slug, name, status, user_id, email, business_number, country, policy, created_at)
                values (@id, @slug, @Name, 'Pending', @user, @Email, @BusinessNumber, @Country, @policy::jsonb, @now)
                """,
                new
                {
                    id, slug = Slugs.From(application.Name), application.Name, user = user?.Value, application.Email, application.BusinessNumber, application.Country,
                    policy = MaruJson.Write(application.Policy), now,
                },
                ct);
            transaction.Publish(new SellerRegistered(id, user));
            await transaction.CommitAsync(ct);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return e.ConstraintName == "sellers_user"
                ? new StateConflict("This member has a seller already.")
                : new StateConflict("There is a seller of this name already.");
        }

        return (await FindAsync(id, ct))!;
    }

    public async Task<Result<SellerRecord>> UpdateAsync(SellerId id, string name, LocalizedText policy, CancellationToken ct) =>
        Check(name, policy).ToFailure() is { } failure
            ? failure
            : await ChangeAsync(id, "name = @name, policy = @policy::jsonb", new { id, name, policy = MaruJson.Write(policy) }, null, ct);

    public async Task<Result<SellerRecord>> DecideAsync(SellerId id, SellerStatus status, string? reason, CancellationToken ct)
    {
        var errors = new FieldErrors().Text(reason, "reason", 500, required: status is SellerStatus.Suspended or SellerStatus.Rejected)
            .Unless(status != SellerStatus.Pending, "status", "must be approved, suspended or rejected")
            .Unless(id != Sellers.House || status == SellerStatus.Approved, "status", "the shop itself cannot be taken off sale");
        if (errors.ToFailure() is { } failure)
        {
            return failure;
        }

        return await ChangeAsync(
            id, "status = @status, reason = @reason, approved_at = case when @status = 'Approved' then @now else approved_at end",
            new { id, status = status.ToString(), reason, now = time.GetUtcNow() },
            record => status switch
            {
                SellerStatus.Approved => new SellerApproved(id, record.User),
                SellerStatus.Suspended => new SellerSuspended(id, reason!),
                _ => null,
            },
            ct);
    }

    public async Task<Result<SellerRecord>> SetMarginAsync(SellerId id, int basisPoints, CancellationToken ct) =>
        basisPoints is < 0 or > 9000
            ? ValidationFailure.Of("marginBasisPoints", "must be from 0 to 9000")
            : await ChangeAsync(id, "margin_basis_points = @basisPoints", new { id, basisPoints }, null, ct);

    private static FieldErrors Check(string? name, LocalizedText? policy) => new FieldErrors()
        .Text(name, "name", 120).Unless(name is null || Slugs.IsValid(Slugs.From(name)), "name", "must contain a letter or a digit")
        .Text(policy?.Ko, "policy.ko", LongestPolicy, required: false).Text(policy?.En, "policy.en", LongestPolicy, required: false)
        .Unless(policy is not null, "policy", "is needed");

    private async Task<Result<SellerRecord>> ChangeAsync(SellerId id, string set, object args, Func<SellerRecord, IEvent?>? tell, CancellationToken ct)
    {
        await using (var transaction = await database.BeginAsync(ct))
        {
            if (await transaction.ExecuteAsync($"update sellers set {set}, touched = pg_current_xact_id() where id = @id", args, ct) == 0)
            {
                return new NotFound("seller");
            }

            var record = (await transaction.QuerySingleOrDefaultAsync<Row>(Select + " where s.id = @id", new { id }, ct))!.ToRecord();
            if (tell?.Invoke(record) is { } happened)
            {
                transaction.Publish(happened);
            }

            await transaction.CommitAsync(ct);
        }

        await keeper.RefreshAsync(ct);
        return (await FindAsync(id, ct))!;
    }

    private sealed record Row(
        SellerId Id, string Slug, string Name, string Status, UserId? UserId, string? Email, string? BusinessNumber, string? Country, string Policy, int MarginBasisPoints, string? Reason,
        int Orders, int Cancelled, int Returned, int Late, DateTimeOffset CreatedAt, DateTimeOffset? ApprovedAt)
    {
        public SellerRecord ToRecord() => new(
            Id, Slug, Name, Enum.Parse<SellerStatus>(Status), UserId, Email, BusinessNumber, Country, MaruJson.Read<LocalizedText>(Policy), MarginBasisPoints, Reason,
            SellerQualitySql.Quality(Orders, Cancelled, Returned, Late), CreatedAt, ApprovedAt);
    }
}
