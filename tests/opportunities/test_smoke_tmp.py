import pytest, csv, io, time, json, collections
from datetime import date
from config.accounts.models import Council
from config.imports.run import load
from tests.factories.offers import *
from opportunities.imports.vacancies import VacancyReader
from config.places.load import load_postcodes
from django.db import connection
from django.test.utils import CaptureQueriesContext
pytestmark=pytest.mark.django_db
def xtest_it():
    from matching.demo.vacancies import vacancy_feed
    c=Council.objects.create(code="E08000032",name="Bradworth"); u=make_keeper(c)
    load_postcodes()
    with CaptureQueriesContext(connection) as q:
        t=time.time(); r=load(json.dumps(vacancy_feed()).encode(),"p.json",reader=VacancyReader("display-advert"),council=c,by=u,as_of=date(2026,11,20)); print(time.time()-t, len(q))
    print(r.counts, r.sentence, r.unread_columns)
    for row in r.rows_with_problems[:40]:
        for p in row.problems: print(row.number,row.outcome,p.column,p.value[:60],p.sentence,p.candidates)
    for o in Opportunity.objects.all()[:40]: print(o.kind,o.title,o.occupation,o.category,o.pay_amount,o.pay_unit,o.pay_words, o.employer, [(s.postcode,bool(s.location)) for s in o.sites.all()], list(o.requirements.values_list("type","value","words","essential")))
    print(o.description, o.also_said)
def test_speed():
    from matching.demo.vacancies import vacancy_feed
    c=Council.objects.create(code="E08000032",name="Bradworth"); u=make_keeper(c)
    v=vacancy_feed()["vacancies"]
    data=json.dumps([v[i%len(v)]|{"vacancyReference":str(i)} for i in range(10000)]).encode()
    t=time.time(); tt=time.process_time(); r=load(data,"p.json",reader=VacancyReader("display-advert"),council=c,by=u,as_of=date(2026,11,20),dry_run=True); print(r.counts, time.time()-t, time.process_time()-tt)
