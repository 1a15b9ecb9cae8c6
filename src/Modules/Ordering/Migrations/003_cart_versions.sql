-- What was put into a cart after it was ordered can be bought too: only the version that was bought is spent.
alter table checkouts add column cart_version int not null default 0;
drop index checkouts_cart;
create unique index checkouts_cart on checkouts (cart_id) where stage in ('running', 'awaiting', 'compensating');
create unique index checkouts_cart_version on checkouts (cart_id, cart_version) where stage in ('running', 'awaiting', 'compensating', 'paid');
