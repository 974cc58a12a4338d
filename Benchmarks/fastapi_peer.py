"""The same intake as somebody would write it with FastAPI and PostgreSQL: validate, insert, answer."""
import os
from contextlib import asynccontextmanager

import asyncpg
from fastapi import FastAPI
from pydantic import BaseModel, Field

pool = None


class Position(BaseModel):
    latitude: float = Field(ge=-90, le=90)
    longitude: float = Field(ge=-180, le=180)


class Report(BaseModel):
    category: str = Field(max_length=64)
    grid: str = Field(pattern=r"^\d{12}(\d{3})?$")
    source: str
    occurredAt: str
    position: Position
    text: str = Field(max_length=4000)


@asynccontextmanager
async def life(app):
    global pool
    pool = await asyncpg.create_pool(
        host="127.0.0.1", port=int(os.environ["DATABASE_PORT"]), user="postgres",
        database="postgres", min_size=16, max_size=32)
    yield


app = FastAPI(lifespan=life)


@app.post("/reports", status_code=201)
async def create(report: Report):
    return {"id": await pool.fetchval(
        "insert into ev(body) values($1::jsonb) returning id", report.model_dump_json())}
