using System.Globalization;
using System.Text;
using Maru.Contracts;
using Maru.Contracts.Ordering;
using Maru.Modules.Ordering.Contacts;
using Maru.Platform.Data;
using Npgsql;
using NpgsqlTypes;

namespace Maru.Modules.Ordering.Orders;

/// <summary>The read side: a row an order, written in the transaction of each change, so that a list never lags behind an answer.</summary>
internal sealed class OrderViews(Database<OrderingModule> database, OrderStore store, ContactStore contacts, PersonKeys keys)
{
    public const string Columns = "order_id, number, user_id, status, placed_at, currency, total, refunded, item_count, image_url, seller_ids, open_return, version";

    /// <summary>Writes the row of an order. An older version never overwrites a newer one.</summary>
    public static NpgsqlBatchCommand Upsert(Order order)
    {
        var command = new NpgsqlBatchCommand(
            $"""
            insert into order_views as v ({Columns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            on conflict (order_id) do update set
                status = excluded.status, refunded = excluded.refunded, open_return = excluded.open_return, version = excluded.version
            where v.version < excluded.version
            """);
        var row = OrderViewRow.Of(order);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = row.OrderId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = row.Number });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)row.UserId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = row.Status });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = row.PlacedAt, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = row.Currency });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = row.Total });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = row.Refunded });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = row.ItemCount });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)row.ImageUrl ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = row.SellerIds });
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = row.OpenReturn });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = row.Version });
        return command;
    }

    public async Task<Page<OrderSummary>> ListAsync(OrderQuery query, CancellationToken ct)
    {
        var (where, args) = Filter(query);
        var order = query.Sort switch
        {
            "oldest" or "placed" => "placed_at, order_id",
            "total" => "total, order_id",
            "-total" => "total desc, order_id desc",
            _ => "placed_at desc, order_id desc",
        };
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        using var both = await Dapper.SqlMapper.QueryMultipleAsync(connection, new Dapper.CommandDefinition(
            $"""
            select count(*) from order_views {where};
            select order_id, number, status, placed_at, currency, total, item_count, image_url from order_views {where}
            order by {order} limit @Size offset @Offset
            """,
            args, cancellationToken: ct));
        var total = await both.ReadSingleAsync<long>();
        var rows = (List<Row>)await both.ReadAsync<Row>();
        await connection.CloseAsync();
        if (query.Seller is { } seller)
        {
            return new Page<OrderSummary>(await OfSellerAsync(rows, seller, ct), total, query.Page.Number, query.Page.Size);
        }

        var known = rows.Count == 0 ? new Dictionary<OrderId, OrderContact>() : await contacts.ReadManyAsync([.. rows.Select(r => r.OrderId)], ct);
        return new Page<OrderSummary>([.. rows.Select(r => r.ToSummary(known.GetValueOrDefault(r.OrderId, OrderContact.Forgotten)))], total, query.Page.Number, query.Page.Size);
    }

    /// <summary>A seller sees his part of the sum and nothing of the buyer until he has to send something.</summary>
    private async Task<OrderSummary[]> OfSellerAsync(List<Row> rows, SellerId seller, CancellationToken ct)
    {
        var orders = await store.LoadManyAsync([.. rows.Select(r => r.OrderId)], ct);
        return
        [
            .. rows.Select(r =>
            {
                var own = orders[r.OrderId].Lines.Where(l => l.Line.SellerId == seller).ToArray();
                return r.ToSummary(OrderContact.Forgotten) with { Total = new Money(own.Sum(l => l.Line.Total), r.Currency), ItemCount = own.Sum(l => l.Line.Quantity) };
            }),
        ];
    }

    private (string Where, object Args) Filter(OrderQuery query)
    {
        var where = new StringBuilder("where true");
        if (query.User is not null)
        {
            where.Append(" and user_id = @User");
        }

        if (query.Seller is not null)
        {
            where.Append(" and seller_ids @> array[@Seller] and status not in ('Placed', 'AwaitingPayment', 'Failed', 'Cancelled')");
        }

        if (query.Status is not null)
        {
            where.Append(" and status = @Status");
        }

        if (query.From is not null)
        {
            where.Append(" and placed_at >= @From");
        }

        if (query.To is not null)
        {
            where.Append(" and placed_at < @To");
        }

        var text = query.Text?.Trim();
        if (!string.IsNullOrEmpty(text))
        {
            where.Append(text.Contains('@', StringComparison.Ordinal)
                ? " and order_id in (select order_id from order_contacts where email_hash = @Email)"
                : " and number like @Number");
        }

        return (where.ToString(), new
        {
            User = query.User?.Value,
            Seller = query.Seller?.Value,
            Status = query.Status?.ToString(),
            query.From,
            query.To,
            Email = keys.HashEmail(text ?? ""),
            Number = string.Create(CultureInfo.InvariantCulture, $"%{(text ?? "").ToUpperInvariant().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%"),
            query.Page.Size,
            query.Page.Offset,
        });
    }

    private sealed record Row(OrderId OrderId, string Number, string Status, DateTimeOffset PlacedAt, Currency Currency, long Total, int ItemCount, string? ImageUrl)
    {
        public OrderSummary ToSummary(OrderContact contact) => new(
            OrderId, Number, Enum.Parse<OrderStatus>(Status), PlacedAt, new Money(Total, Currency), ItemCount,
            contact.Address.Name.Length == 0 ? null : contact.Address.Name, contact.Email, ImageUrl);
    }
}

/// <summary>A row of the read side as it follows from the order.</summary>
internal sealed record OrderViewRow(
    Guid OrderId, string Number, Guid? UserId, string Status, DateTime PlacedAt, string Currency, long Total, long Refunded, int ItemCount, string? ImageUrl,
    Guid[] SellerIds, bool OpenReturn, int Version)
{
    public static OrderViewRow Of(Order order) => new(
        order.Id.Value, order.Terms.Number, order.Terms.User?.Value, order.Status.ToString(), order.PlacedAt.UtcDateTime, order.Terms.Currency, order.Total,
        order.Refunded, order.Lines.Sum(l => l.Line.Quantity), order.Lines[0].Line.ImageUrl, [.. order.Lines.Select(l => l.Line.SellerId.Value).Distinct()],
        order.Returns.Any(r => r.IsOpen), order.Version);
}
