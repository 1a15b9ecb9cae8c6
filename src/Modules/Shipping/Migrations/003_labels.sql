-- Labels that carriers gave; for the others one is drawn when it is asked for.
create table labels (
    shipment uuid primary key references shipments,
    content_type text not null,
    content bytea not null
);
