using Maru.Contracts;
using Maru.Contracts.Ordering;
using Maru.Modules.Ordering.Orders;
using Maru.Platform.Data;
using Npgsql;
using NpgsqlTypes;

namespace Maru.Modules.Ordering.Returns;

/// <summary>The list of returns of all orders.</summary>
internal sealed class ReturnViews(Database<OrderingModule> database)
{
    public static NpgsqlBatchCommand Upsert(Order order, GoodsReturn goods)
    {
        var command = new NpgsqlBatchCommand(
            """
            insert into return_views (return_id, order_id, number, kind, reason, state, pieces, asked_at) values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict (return_id) do update set state = excluded.state
            """);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = goods.Asked.ReturnId.Value });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = order.Id.Value });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = order.Terms.Number });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = goods.Asked.Kind });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = goods.Asked.Reason });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = StateOf(goods) });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = goods.Asked.Lines.Sum(l => l.Quantity) });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = goods.At.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        return command;
    }

    public static string StateOf(GoodsReturn goods) => goods.State switch
    {
        ReturnState.Asked => "asked",
        ReturnState.Approved => "approved",
        ReturnState.Received => "received",
        ReturnState.Rejected => "rejected",
        _ => "closed",
    };

    public async Task<Page<ReturnSummary>> ListAsync(string? state, PageRequest page, CancellationToken ct)
    {
        var total = await database.QuerySingleOrDefaultAsync<long>("select count(*) from return_views where @state::text is null or state = @state", new { state }, ct);
        var rows = await database.QueryAsync<Row>(
            """
            select return_id, order_id, number, kind, reason, state, pieces, asked_at from return_views
            where @state::text is null or state = @state order by asked_at desc limit @Size offset @Offset
            """,
            new { state, page.Size, page.Offset }, ct);
        return new Page<ReturnSummary>(
            [.. rows.Select(r => new ReturnSummary(r.ReturnId, r.OrderId, r.Number, r.Kind, r.Reason, r.State, r.Pieces, r.AskedAt))], total, page.Number, page.Size);
    }

    private sealed record Row(ReturnId ReturnId, OrderId OrderId, string Number, string Kind, string Reason, string State, int Pieces, DateTimeOffset AskedAt);
}
